export {
  create,
  declareClass,
  del,
  fetchBack,
  find,
  get,
  logIn,
  post,
  put,
  signUp,
  update,
} from './dsl/requests.js';
export {
  inCloud,
  scenario,
  withMails,
  type Json,
  type JsonObject,
  type Scenario,
  type Step,
} from './dsl/scenario.js';
export {
  acl,
  bytes,
  date,
  geoPoint,
  increment,
  listOp,
  pointer,
  polygon,
  totp,
  unset,
} from './dsl/values.js';

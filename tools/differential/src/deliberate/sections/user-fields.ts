import type { DifferenceSection } from '../difference.js';
import { bothAnswer } from '../shapes.js';

export const userFields: DifferenceSection = {
  title: 'Names, addresses and identities of users',
  rows: [
    {
      request: "removing one's password, or setting it to `null`",
      incumbent: '500, code 1',
      ours: '200, the old one stays',
      why: 'there is nothing to set',
      matches: [
        {
          scenario: /^users\/ways: A user is given a password by an operation/,
          request: /^POST \/login /,
          field: /^body\.updatedAt$/,
          ...bothAnswer,
        },
        {
          request: /PUT \/users.*"password":\{"__op":"Delete"\}/,
          incumbent: /^500 1 /,
          ours: /^200$/,
        },
      ],
    },
    {
      request: '`emailVerified` of a new address, where addresses are verified',
      incumbent: 'not in the answer',
      ours: '`false`',
      why: 'what the server changes is answered',
      matches: [
        {
          request: /(POST|PUT) \/users.*"email":/,
          field: /^body\.emailVerified$/,
          incumbent: /^20[01]$/,
          ours: /^20[01]$/,
          values: { incumbent: /^nothing$/, ours: /^false$/ },
        },
      ],
    },
    {
      request: '`authData` that is no object, or has a provider without an id, in a sign-up',
      incumbent: '400, code 200',
      ours: '400, code 252',
      why: 'that is what is wrong',
      matches: [
        { request: /POST \/users .*"authData"/, incumbent: /^400 200 /, ours: /^400 252 / },
        {
          scenario: /^users\/ways: A user is given an identity without an id/,
          request: /^POST \/login /,
          field: /^body\.(authData|updatedAt)$/,
          ...bothAnswer,
        },
        {
          scenario: /^users\/ways: A user is given an identity without an id/,
          request: /PUT \/users\/.*"authData":\{"anonymous":\{\}\}/,
          incumbent: /^200$/,
          ours: /^400 252 /,
        },
        { request: /POST \/users .*"authData":\{"door":\{"id":""/, incumbent: /^201$/, ours: /^400 252 / },
      ],
    },
    {
      request: 'removing the own name',
      incumbent: '400, code 107',
      ours: '200, the name stays',
      why: 'there is nothing to set',
      matches: [
        { request: /PUT \/users.*"username":\{"__op":"Delete"\}/, incumbent: /^400 107 /, ours: /^200/ },
      ],
    },
    {
      request: '`authData` of an update that is `null` or `Delete`',
      incumbent: '400, code 252',
      ours: '200, the identities stay',
      why: 'there is nothing to set',
      matches: [
        {
          scenario: /^users\/ways: A user is given (no|the end of its) identities/,
          request: /PUT \/users\/.*"authData":(null|\{"__op":"Delete"\})/,
          incumbent: /^400 252 /,
          ours: /^200$/,
        },
        {
          scenario: /^users\/ways: A user is given (no|the end of its) identities/,
          request: /^POST \/login /,
          field: /^body\.updatedAt$/,
          ...bothAnswer,
        },
      ],
    },
    {
      request: 'a part of `authData` (`authData.google`)',
      incumbent: '400, code 105',
      ours: '400, code 252',
      why: 'it is no identity',
      matches: [
        {
          scenario: /^users\/ways: A user is given a part of its identities/,
          request: /PUT \/users\/.*"authData\.anonymous"/,
          incumbent: /^400 105 /,
          ours: /^400 252 /,
        },
      ],
    },
    {
      request: '`null` for the address of a user',
      incumbent: 'stored; on MongoDB for one user alone, the next one is refused: 400, code 203',
      ours: 'no address',
      why: 'null is nobody’s address',
      matches: [
        {
          scenario: /^users\/ways: .* no address/,
          field: /^body\.(results\.\d+\.)?email$/,
          ...bothAnswer,
          values: { incumbent: /^null$/, ours: /^nothing$/ },
        },
        {
          scenario: /^users\/ways: A sign-up with no address$/,
          request: /POST .*"email":null/,
          incumbent: /^400 203 /,
          ours: /^201$/,
        },
        {
          scenario: /^users\/ways: A sign-up with no address$/,
          request: /^master: GET /,
          field: /^body\.results$/,
          ...bothAnswer,
        },
      ],
    },
    {
      request: 'an anonymous user who gets a name and a password',
      incumbent: 'keeps the anonymous identity',
      ours: 'has it no more',
      why: 'as in SDKs: whoever knows its id would log in without the password',
      matches: [
        {
          scenario: /^users\/ways: An anonymous user is given a name and a password$/,
          request: /^POST \/users \{"authData":/,
          incumbent: /^200$/,
          ours: /^201$/,
        },
        {
          scenario: /^users\/ways: An anonymous user is given a name and a password$/,
          request: /^(POST \/login|anna: GET \/users\/me|master: GET \/)/,
          field: /^body\.(authData|results|results\.\d+\.(createdWith(\.\w+)?|user\.objectId|authData))$/,
          ...bothAnswer,
        },
      ],
    },
  ],
};

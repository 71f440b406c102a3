export { createProject, ProjectError } from './create-project.js';
export { main } from './main.js';

/** What other features may ask of volunteers. */
export { roleByCode, volunteerRoles } from './roles.ts';
export { rolesOf, setRoleWishes } from './wishes.ts';

import { permissions, type Role, roleHolds, roles } from './permission';
import { type DeclaredRoute } from './route-rule';
import { unitSubjects } from './subjects';

const signs: Readonly<Record<'office' | 'city' | 'rows' | 'id', string>> = { office: 'yes', city: 'city', rows: 'list', id: 'reach' };

/** What a role may do with a route: a word of the page, or nothing. */
export function signOf(role: Role, { rule }: DeclaredRoute): string {
  if (rule.permission === 'open' || rule.permission === 'self') return 'yes';
  if (!roleHolds(role, rule.permission)) return '';
  // An employee's reach is one person; a unit or the whole city it never covers.
  if (role === 'employee' && (rule.subject === 'city' || unitSubjects.includes(rule.subject))) return '';
  if (rule.subject === 'city') return signs.city;
  return rule.subject === 'office' || rule.subject === 'rows' ? signs[rule.subject] : signs.id;
}

const needs = ({ rule, scope }: DeclaredRoute): string => (rule.permission === 'open' ? 'anybody' : rule.permission === 'self' ? 'signed in' : `${rule.permission} (token: ${scope})`);

/** `docs/permissions.md`: every route with what each role may do, from the declarations that the guard itself reads. */
export function permissionsPage(routes: readonly DeclaredRoute[]): string {
  const head = `| route | needs | about | nobody | ${roles.join(' | ')} |\n|${'---|'.repeat(roles.length + 4)}`;
  const lines = routes.map((route) => {
    const open = route.rule.permission === 'open' ? 'yes' : '';
    return `| \`${route.method} ${route.path}\`${route.rule.seen ? ' (seen)' : ''} | ${needs(route)} | ${route.rule.subject} | ${open} | ${roles.map((role) => signOf(role, route)).join(' | ')} |`;
  });
  return `# Who may call what

Made by \`npm run generate\` from the declarations that the guard reads (\`@Allow\`, \`@Self\`, \`@Open\`); a test walks every route with every role and holds the answers against this page.
What roles, reach and subjects mean: [access.md](access.md).

**yes**: may call it. **list**: may call it and gets the rows in reach. **reach**: may call it with ids in reach; others are answered like ids that are not there (404). **city**: only where
the role is held in all units. Empty: refused (403; 401 for nobody). (seen): looking alone is written down in the audit; every change, export and download is.

${head}
${lines.join('\n')}

## Permissions

| permission | ${roles.join(' | ')} |
|${'---|'.repeat(roles.length + 1)}
${Object.keys(permissions).map((word) => `| ${word} | ${roles.map((role) => (roleHolds(role, word as keyof typeof permissions) ? 'x' : '')).join(' | ')} |`).join('\n')}
`;
}

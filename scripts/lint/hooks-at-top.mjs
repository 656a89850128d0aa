// React finds the state of a component by the order of its hooks, so each has to be called on every drawing: at the top of a component or of another
// hook, never behind a condition, in a loop, in a handler, or after a return.
const isHook = (callee) => (callee.type === 'Identifier' && /^use[A-Z]/.test(callee.name)) || (callee.type === 'MemberExpression' && callee.object.name === 'React' && /^use[A-Z]/.test(callee.property.name ?? ''));
const isFunction = ({ type }) => ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(type);
const loops = ['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement'];

/** Whether the child is run only sometimes when the parent is run. */
function isBehind(parent, child) {
  if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') return child !== parent.test;
  if (parent.type === 'LogicalExpression') return child === parent.right;
  if (parent.type === 'SwitchCase') return child !== parent.test;
  if (parent.type === 'CatchClause' || parent.type === 'TryStatement') return true;
  return loops.includes(parent.type);
}

function nameOf(node) {
  if (node.id) return node.id.name;
  const { parent } = node;
  if (parent.type === 'VariableDeclarator') return parent.id.name;
  if (parent.type === 'CallExpression' && parent.parent.type === 'VariableDeclarator') return parent.parent.id.name;
  return undefined;
}

/** Whether a statement holds a return that belongs to its own function. */
function returns(node) {
  if (node === null || typeof node !== 'object') return false;
  if (Array.isArray(node)) return node.some(returns);
  if (typeof node.type !== 'string' || isFunction(node)) return false;
  if (node.type === 'ReturnStatement') return true;
  return Object.entries(node).some(([key, value]) => key !== 'parent' && returns(value));
}

function faultOf(call) {
  let child = call;
  for (let node = call.parent; node; child = node, node = node.parent) {
    if (isFunction(node)) return /^(use)?[A-Z]/.test(nameOf(node) ?? '') ? null : 'inside';
    if (isBehind(node, child)) return 'condition';
    const at = node.type === 'BlockStatement' ? node.body.indexOf(child) : -1;
    if (at > 0 && node.body.slice(0, at).some(returns)) return 'return';
  }
  return 'inside';
}

/** The rule, for the flat configuration of ESLint. */
export const hooksAtTop = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      condition: 'A hook behind a condition or in a loop is not called on every drawing.',
      return: 'A hook after a return is not called on every drawing.',
      inside: 'A hook is called at the top of a component or of another hook only.',
    },
  },
  create: (context) => ({
    CallExpression(call) {
      const fault = isHook(call.callee) ? faultOf(call) : null;
      if (fault !== null) context.report({ node: call, messageId: fault });
    },
  }),
};

/**
 * What Outlook for Windows (2007 to 2021 and the classic one of Microsoft 365) would not draw as it is written, since it draws with Word. The rules are those of Microsoft's
 * "HTML and CSS Rendering Capabilities in Outlook 2007": <body> and <span> know letters and colours only, <p> and <div> margins besides, all others also sizes, padding and single borders;
 * `display`, `max-width`, `float`, `position`, pictures in the ground, SVG and media queries are not known at all. What may be lost without harm is named below; what does harm needs its substitute.
 */
export function faultsInWord(html: string): string[] {
  const faults: string[] = [];
  const seen = html.replace(/<!--\[if (?:gte )?mso[^\]]*\]>([\s\S]*?)<!\[endif\]-->/g, '$1');
  const [head = '', rest = ''] = seen.split('</head>');
  if (!/<html [^>]*xmlns:o=/.test(head)) faults.push('the namespace of Office is not declared');
  if (!head.includes('<o:PixelsPerInch>96</o:PixelsPerInch>')) faults.push('pictures and widths would grow on fine screens');
  const style = /<style>([\s\S]*?)<\/style>/.exec(head)?.[1] ?? '';
  if (/@media|@import|@font-face/.test(style)) faults.push('a rule that Word does not know (@media, @import, @font-face) is leant on');
  for (const name of ['td', 'p', 'h1']) if (!new RegExp(`(?:^|[,}])${name}[,{][^}]*mso-line-height-rule:exactly`).test(style)) faults.push(`lines of <${name}> would be at least as high as told, not just as high`);
  if (!/font-family:'Segoe UI',Arial/.test(style)) faults.push('Word falls back to Times New Roman where the first font is not there');
  const bodyOpen = rest.indexOf('<body');
  walk(treeOf(rest.slice(bodyOpen), faults), [], faults, /td,th\{[^}]*font-size:\d+px;line-height:\d+px/.test(style));
  return [...new Set(faults)];
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly style: ReadonlyMap<string, string>;
  readonly children: (Element | string)[];
}

const alone: ReadonlySet<string> = new Set(['br', 'img']);

function treeOf(html: string, faults: string[]): Element {
  const root: Element = { name: '', attributes: {}, style: new Map(), children: [] };
  const open = [root];
  for (const [, comment, closing, name = '', written = '', text] of html.matchAll(/(<!--[\s\S]*?-->)|<(\/?)([a-zA-Z][\w:]*)((?:\s+[\w:-]+="[^"]*")*)\s*>|([^<]+|<)/g)) {
    if (comment !== undefined) continue;
    const top = open.at(-1) ?? root;
    if (text !== undefined) {
      top.children.push(text);
    } else if (closing === '/') {
      if (top.name !== name && name !== 'html') faults.push(`</${name}> closes <${top.name}>`);
      if (open.length > 1) open.pop();
    } else {
      const attributes = Object.fromEntries([...written.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value.replaceAll('&#39;', "'")]));
      const element: Element = { name, attributes, style: styleOf(attributes['style'] ?? ''), children: [] };
      top.children.push(element);
      if (!alone.has(name)) open.push(element);
    }
  }
  if (open.length > 1) faults.push(`<${open.at(-1)?.name}> is not closed`);
  return root;
}

const styleOf = (written: string): Map<string, string> =>
  new Map(written.split(';').filter(Boolean).map((one) => [one.slice(0, one.indexOf(':')).trim(), one.slice(one.indexOf(':') + 1).trim()]));

const elements: ReadonlySet<string> = new Set(['body', 'div', 'table', 'tr', 'td', 'th', 'p', 'h1', 'h2', 'a', 'b', 'span', 'br', 'img']);
const core: ReadonlySet<string> = new Set(['color', 'background-color', 'font-family', 'font-size', 'font-weight', 'line-height', 'letter-spacing', 'text-decoration', 'text-align', 'vertical-align', 'white-space', 'border', 'border-collapse']);
const full = /^(?:width|height|padding|border-(?:left|right|top|bottom))$/;
/** Lost without harm: corners, figures of one width, where a long word is broken. */
const harmless: ReadonlySet<string> = new Set(['border-radius', 'font-variant-numeric', 'overflow-wrap', 'word-break', 'table-layout']);
const blocks: ReadonlySet<string> = new Set(['td', 'th', 'p', 'h1', 'h2', 'div']);

function walk(element: Element, above: readonly Element[], faults: string[], cellsHaveLetters: boolean): void {
  const say = (what: string): void => void faults.push(`<${element.name}>: ${what}`);
  if (element.name !== '') {
    if (!elements.has(element.name)) say('an element that is not drawn as it is written');
    for (const [property, value] of element.style) {
      const fault = faultOf(property, value, element, above);
      if (fault !== null) say(`${property}:${value} ${fault}`);
    }
    checkElement(element, above.at(-1), say);
  }
  for (const child of element.children) {
    if (typeof child !== 'string') walk(child, element.name === '' ? above : [...above, element], faults, cellsHaveLetters);
    else if (child.replaceAll('&nbsp;', '').trim() !== '' && !hasLetters([...above, element], cellsHaveLetters)) say(`"${child.trim().slice(0, 30)}" has no size of letters of its own`);
  }
}

/** Words of a table have a size only where their cell, paragraph or heading says so, or the rule for all cells. */
function hasLetters(line: readonly Element[], cellsHaveLetters: boolean): boolean {
  const block = [...line].reverse().find(({ name }) => blocks.has(name));
  const isCell = block?.name === 'td' || block?.name === 'th';
  return block !== undefined && (/^\d+px$/.test(block.style.get('font-size') ?? '') ? /^\d+px$/.test(block.style.get('line-height') ?? '') : isCell && cellsHaveLetters);
}

function faultOf(property: string, value: string, element: Element, above: readonly Element[]): string | null {
  if (/url\(|rgba?\(|hsla?\(|calc\(|var\(/.test(value)) return 'is not known';
  if (/\d(?:em|rem|vw|vh|pt)\b/.test(value)) return 'is not in pixels';
  if (property.startsWith('mso-') || harmless.has(property) || core.has(property)) return null;
  if (property === 'margin' && ['p', 'h1', 'h2'].includes(element.name)) return value.includes('auto') ? 'is not known' : null;
  return (ownRules[element.name] ?? boxRule)(property, value, element, above);
}

type Rule = (property: string, value: string, element: Element, above: readonly Element[]) => string | null;

/** Sizes are attributes; padding and single borders are kept of cells only. */
const boxRule: Rule = (property, value, { name }, above) => {
  if (property === 'max-width') return name === 'table' && above.some((one) => one.name === 'table' && `${one.attributes['width']}px` === value) ? null : 'needs a table of that width around it';
  if (!full.test(property)) return 'is not known';
  if (property === 'width' || property === 'height') return 'has to be an attribute';
  return name === 'td' || name === 'th' ? null : 'is kept of cells only';
};

const ownRules: Readonly<Record<string, Rule>> = {
  body: (property, value) => (['margin', 'padding'].includes(property) && value === '0' ? null : 'is not known of <body>'),
  div: (property, _, { style }) => (style.get('mso-hide') === 'all' && ['display', 'max-height', 'overflow'].includes(property) ? null : 'is not known of <div>'),
  a: (property, value, element, above) => {
    if (property !== 'padding' && property !== 'display') return boxRule(property, value, element, above);
    return above.at(-1)?.style.get('mso-padding-alt') === element.style.get('padding') && element.style.get('display') === 'inline-block' ? null : 'needs mso-padding-alt of its cell';
  },
  img: (property, value, { attributes }) => {
    if (property === 'display') return value === 'block' ? null : 'is not known';
    if (property === 'max-width') return value === `${attributes['width']}px` ? null : 'is not what the attribute says';
    return property === 'width' || property === 'height' ? null : 'is not known of <img>';
  },
};

type Check = readonly [wrong: (element: Element, parent: Element | undefined) => boolean, what: string];

const unmargined: Check = [({ style }) => !style.has('margin'), 'has the margins of Word'];
const misplaced = (place: string): Check => [(_, parent) => parent?.name !== place, `stands elsewhere than in <${place}>`];
const checks: Readonly<Record<string, readonly Check[]>> = {
  table: [[({ attributes }) => !['cellpadding', 'cellspacing', 'border'].every((one) => attributes[one] === '0'), 'has the paddings, spacings and borders of Word']],
  tr: [misplaced('table')],
  td: [misplaced('tr')],
  th: [misplaced('tr')],
  p: [[(_, parent) => parent?.name === 'p' || parent?.name === 'span', 'stands in a paragraph'], unmargined],
  h1: [unmargined],
  h2: [unmargined],
  div: [[({ style }) => style.get('display') !== 'none' || style.get('mso-hide') !== 'all', 'is no layout that Word keeps']],
  img: [
    [({ attributes }) => !/^\d+ \d+$/.test(`${attributes['width']} ${attributes['height']}`) || attributes['alt'] === undefined, 'has no size, or no text, as attributes'],
    [(_, parent) => parent?.name !== 'td' || parent.style.get('mso-line-height-rule') !== 'at-least', 'would be cut to the height of a line'],
  ],
  a: [[({ style }) => !style.has('color'), 'has the colours of Word']],
};
const ofAll: readonly Check[] = [
  [({ attributes }) => 'class' in attributes || 'background' in attributes, 'leans on a class or on a picture in the ground'],
  [({ name, attributes, style }) => ['body', 'table', 'td', 'th'].includes(name) && style.has('background-color') && attributes['bgcolor'] !== style.get('background-color'), 'has its ground in the style only'],
];

function checkElement(element: Element, parent: Element | undefined, say: (what: string) => void): void {
  for (const [wrong, what] of [...ofAll, ...(checks[element.name] ?? [])]) if (wrong(element, parent)) say(what);
}

import { dirname, join } from 'node:path';

const folder = dirname(require.resolve('@expo-google-fonts/noto-sans/package.json'));
const face = (name: string): string => join(folder, name, `NotoSans_${name}.ttf`);

/** Name of the one font of all papers: Noto Sans, which has every Latin letter with every mark that names are written with. */
export const paperFont = 'NotoSans' as const;

/** Its faces as the PDF library takes them. */
export const paperFaces = { [paperFont]: { normal: face('400Regular'), bold: face('500Medium'), italics: face('400Regular_Italic'), bolditalics: face('500Medium_Italic') } };

/** Whether a path is a face of the font: the only files that the PDF library may read. */
export const isPaperFace = (path: string): boolean => path.startsWith(folder);

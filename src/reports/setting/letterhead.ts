import { Injectable, Logger } from '@nestjs/common';
import { DomainError, messageOf } from '../../platform/errors';
import { FileStore } from '../../platform/files/file-store';
import { safeFileName } from '../../platform/files/file-name';
import { type ImageFacts, readImage, UnreadableImage } from '../../platform/files/image';
import { type Paper } from '../paper/paper';
import { PaperPress } from '../paper/paper-press';
import { type LogoSetting, ReportSettings } from './report-settings';

/** The largest logo, in bytes: every mail carries it. */
export const largestLogoBytes = 200 * 1024;
/** Its longest side, in pixels. */
const longestSide = 2000;
/** The room it has in a mail, in CSS pixels. */
const room = { width: 240, height: 56 } as const;

/** The logo as it can be used now, or why it cannot. */
export interface LogoNow {
  readonly setting: LogoSetting | null;
  readonly content: Buffer | null;
  /** What is wrong with it, for a person to read; null where nothing is, or where none is set. */
  readonly fault: string | null;
}

/** The office's letterhead: its logo, which no report waits for. */
@Injectable()
export class Letterhead {
  private readonly logger = new Logger(Letterhead.name);

  constructor(
    private readonly settings: ReportSettings,
    private readonly files: FileStore,
    private readonly press: PaperPress,
  ) {}

  /** The logo with its content, read anew: a file that was lost or damaged is a fault, never a failure. */
  async logo(): Promise<LogoNow> {
    const setting = await this.settings.logo();
    if (setting === null) return { setting, content: null, fault: null };
    try {
      const content = await this.files.read(setting.sha256);
      readImage(content);
      return { setting, content, fault: null };
    } catch (error) {
      const fault = `The logo of the letterhead cannot be read (${messageOf(error)}); reports go out without it.`;
      this.logger.warn({ err: error, sha256: setting.sha256 }, 'the logo of the letterhead cannot be read');
      return { setting, content: null, fault };
    }
  }

  /**
   * Sets the logo: a PNG or JPEG that was read through and printed once.
   * @throws DomainError `unreadable-image`, `image-too-large`
   */
  async put(content: Buffer, fileName: string, actor: string): Promise<LogoSetting> {
    const facts = factsOf(content);
    if (content.length > largestLogoBytes || Math.max(facts.width, facts.height) > longestSide)
      throw new DomainError('image-too-large', `The logo may have ${largestLogoBytes / 1024} kB and ${longestSide} pixels on a side at most; this one has ${Math.ceil(content.length / 1024)} kB and ${facts.width} x ${facts.height} pixels.`, 422);
    await this.press.print(proofSheet(dataUriOf(facts.mediaType, content), facts)).catch((error: unknown) => {
      throw new DomainError('unreadable-image', `The picture cannot be printed: ${messageOf(error)}.`, 422);
    });
    const setting: LogoSetting = { ...facts, sha256: await this.files.keep(content), fileName: safeFileName(fileName, facts.mediaType === 'image/png' ? 'png' : 'jpg') };
    await this.settings.setLogo(setting, actor);
    return setting;
  }

  /**
   * Takes the logo away.
   * @throws DomainError `no-logo`
   */
  async remove(): Promise<void> {
    if (!(await this.settings.removeLogo())) throw new DomainError('no-logo', 'No logo is set.', 404);
  }
}

/** A file as an address of HTML and PDF. */
export const dataUriOf = (mediaType: string, content: Buffer): string => `data:${mediaType};base64,${content.toString('base64')}`;

/** The size of a logo in a mail: as large as its room, never larger than it is. */
export function logoSize({ width, height }: Pick<ImageFacts, 'width' | 'height'>): { readonly width: number; readonly height: number } {
  const factor = Math.min(1, room.width / width, room.height / height);
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}

function factsOf(content: Buffer): ImageFacts {
  try {
    return readImage(content);
  } catch (error) {
    if (!(error instanceof UnreadableImage)) throw error;
    throw new DomainError('unreadable-image', `The picture cannot be read: ${error.message}. Send a PNG or a JPEG.`, 422);
  }
}

const proofSheet = (source: string, { width, height }: ImageFacts): Paper => ({
  ...{ title: '', organisation: null, lines: [], notices: [], landscape: false, size: 'A4', fontSize: 8, tables: [], legend: [], signature: null, foot: '', proof: null, printedAt: 0, pageText: '' },
  logo: { source, width, height },
});

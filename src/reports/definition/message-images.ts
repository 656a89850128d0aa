import { Injectable } from '@nestjs/common';
import { FileStore } from '../../platform/files/file-store';
import { dayPicture } from '../picture/day-picture';
import { shownPlaces } from '../daily-report-view';
import { type ShownPicture } from '../mail-page';
import type { DailyReport } from '../../core/report/daily-report';
import { reasonOf } from '../../platform/files/durable-file';
import { dataUriOf, Letterhead, logoSize } from '../setting/letterhead';

/** A picture inside a message, kept by its sha256. */
export interface MessageImage {
  /** By it the HTML of the message names it: `cid:NAME`. */
  readonly cid: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
}

/** A picture with its content. */
export interface DrawnImage extends Omit<MessageImage, 'sha256'> {
  readonly content: Buffer;
}

/** The pictures of a message that is being made, and what had to be left out. */
export interface MessagePictures {
  readonly images: readonly DrawnImage[];
  readonly logo: ShownPicture | null;
  readonly pictureSource: string | undefined;
  readonly remarks: readonly string[];
}

const logoCid = 'logo@hadir';
const pictureCid = 'day@hadir';

/** The pictures of mails: drawn or read once, kept, and sent along. */
@Injectable()
export class MessageImages {
  constructor(
    private readonly files: FileStore,
    private readonly letterhead: Letterhead,
  ) {}

  /** The pictures of a message about a daily report, or about anything else where null. */
  async of(report: DailyReport | null): Promise<MessagePictures> {
    const { setting, content, fault } = await this.letterhead.logo();
    const images: DrawnImage[] = [];
    if (setting && content) images.push({ cid: logoCid, name: `logo.${setting.mediaType === 'image/png' ? 'png' : 'jpg'}`, mediaType: setting.mediaType, content });
    const drawn = report === null ? null : dayPicture(shownPlaces.map((place) => ({ place, count: report.total[place] })));
    if (drawn !== null) images.push({ cid: pictureCid, name: 'hari.png', mediaType: 'image/png', content: drawn });
    const logo = setting && content ? { source: `cid:${logoCid}`, text: report?.organisation ?? '', ...logoSize(setting) } : null;
    return { images, remarks: fault === null ? [] : [fault], logo, pictureSource: drawn === null ? undefined : `cid:${pictureCid}` };
  }

  /** The same, kept, so that each try of a message carries the same; where they cannot be kept, the message goes without. */
  async kept(report: DailyReport | null): Promise<Omit<MessagePictures, 'images'> & { readonly images: readonly MessageImage[] }> {
    const drawn = await this.of(report);
    try {
      return { ...drawn, images: await this.keep(drawn.images) };
    } catch (error) {
      return { images: [], logo: null, pictureSource: undefined, remarks: [...drawn.remarks, `Pictures could not be kept (${reasonOf(error)}); the report went without them.`] };
    }
  }

  private async keep(images: readonly DrawnImage[]): Promise<MessageImage[]> {
    const kept: MessageImage[] = [];
    for (const { content, ...image } of images) kept.push({ ...image, sha256: await this.files.keep(content) });
    return kept;
  }

  /** The pictures as a mail carries them; one that cannot be read any more is left out, and said. */
  async attachments(images: readonly MessageImage[]): Promise<{ readonly images: readonly DrawnImage[]; readonly remarks: readonly string[] }> {
    const found: DrawnImage[] = [];
    const remarks: string[] = [];
    for (const image of images) {
      const content = await this.files.read(image.sha256).catch(() => null);
      if (content === null) remarks.push(`The picture ${image.name} cannot be read any more and was left out.`);
      else found.push({ ...image, content });
    }
    return { images: found, remarks };
  }
}

/** A page with its pictures inside, for whoever sees it without the mail around it. */
export const pageWith = (html: string, images: readonly DrawnImage[]): string =>
  images.reduce((page, { cid, mediaType, content }) => page.replaceAll(`src="cid:${cid}"`, `src="${dataUriOf(mediaType, content)}"`), html);

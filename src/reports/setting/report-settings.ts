import { Injectable } from '@nestjs/common';
import { faultsOf, recapKinds, shippedRecapCodes, type RecapCode, type RecapCodes } from '../../core/report/recap-codes';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { type ImageFacts } from '../../platform/files/image';
import { type PaperSignature } from '../paper/paper';

/** Who signs papers by hand, and in which place. */
export interface SignatureBlock {
  readonly place: string;
  readonly role: string;
  readonly name: string;
  readonly number: string;
}

/** The picture of the letterhead, kept by its sha256. */
export interface LogoSetting extends ImageFacts {
  readonly sha256: string;
  readonly fileName: string;
}

/** What the office set about its reports. */
@Injectable()
export class ReportSettings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The codes of the recap: those that ship, with the office's own in their place. */
  async recapCodes(): Promise<RecapCodes> {
    const own = (await this.read<Partial<Record<string, RecapCode>>>('recap-codes')) ?? {};
    return Object.fromEntries(recapKinds.map((kind) => [kind, own[kind] ?? shippedRecapCodes[kind]])) as RecapCodes;
  }

  /**
   * Sets codes of the office's own; kinds that are not named keep theirs.
   * @throws DomainError `unfit-codes` when two kinds would share one
   */
  async setRecapCodes(own: Partial<RecapCodes>, actor: string): Promise<RecapCodes> {
    const unknown = Object.entries(own).filter(([kind, value]) => !recapKinds.some((one) => one === kind) || ![value.code, value.id, value.en].every((text) => typeof text === 'string' && text.length <= 100));
    if (unknown.length > 0) throw new DomainError('unfit-codes', `Each code needs a known kind, and "code", "id" and "en": ${unknown.map(([kind]) => kind).join(', ')}.`, 422, { allowed: recapKinds });
    const codes: RecapCodes = { ...(await this.recapCodes()), ...own };
    const faults = faultsOf(codes);
    if (faults.length > 0) throw new DomainError('unfit-codes', `These codes cannot be used: ${faults.join('; ')}.`, 422, { faults });
    await this.write('recap-codes', codes, actor);
    return codes;
  }

  /** The signature block; null where the office has set none. */
  signature(): Promise<SignatureBlock | null> {
    return this.read<SignatureBlock>('signature');
  }

  /** Sets the signature block. */
  async setSignature(block: SignatureBlock, actor: string): Promise<SignatureBlock> {
    await this.write('signature', block, actor);
    return block;
  }

  /** The block as it stands on a paper of a date. */
  async signatureOn(date: string): Promise<PaperSignature | null> {
    const block = await this.signature();
    return block && { ...block, place: block.place === '' ? date : `${block.place}, ${date}` };
  }

  /** The letterhead's logo; null where the office has set none. */
  logo(): Promise<LogoSetting | null> {
    return this.read<LogoSetting>('logo');
  }

  /** Sets the letterhead's logo. */
  setLogo(logo: LogoSetting, actor: string): Promise<void> {
    return this.write('logo', logo, actor);
  }

  /** Takes the letterhead's logo away; false where there was none. */
  async removeLogo(): Promise<boolean> {
    return (await this.database.transaction((tx) => tx.execute("DELETE FROM report_setting WHERE name = 'logo'"))) > 0;
  }

  private async read<T>(name: string): Promise<T | null> {
    const [row] = await this.database.query<{ value: string }>('SELECT value FROM report_setting WHERE name = ?', [name]);
    return row ? (JSON.parse(row.value) as T) : null;
  }

  private async write(name: string, value: unknown, actor: string): Promise<void> {
    const row = [name, JSON.stringify(value), this.clock.now(), actor];
    await this.database.transaction((tx) => tx.insert('report_setting', ['name', 'value', 'changed_at', 'changed_by'], [row], { key: ['name'], update: ['value', 'changed_at', 'changed_by'] }));
  }
}

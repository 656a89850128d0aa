import { readFile } from 'node:fs/promises';
import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf } from '@signpdf/signpdf';
import { ConfigurationError, messageOf } from '../../platform/errors';

/** Room for the signature with its certificates, in bytes; the rest is filled with zeros. */
const signatureLength = 16_384;

/** The library lets startxref point at the line break before the table, which strict readers warn of: it is moved to the table itself. */
function withExactXref(pdf: Buffer): Buffer {
  const at = pdf.lastIndexOf('startxref');
  const tail = pdf.subarray(at).toString('latin1');
  let offset = Number(/startxref\s+(\d+)/.exec(tail)?.[1] ?? Number.NaN);
  while (pdf[offset] === 0x0a || pdf[offset] === 0x0d) offset += 1;
  return Number.isNaN(offset) ? pdf : Buffer.concat([pdf.subarray(0, at), Buffer.from(tail.replace(/startxref\s+\d+/, `startxref\n${offset}`), 'latin1')]);
}

/** The office's certificate and how to open it. */
export interface SigningKey {
  readonly file: string;
  readonly password: string;
}

/**
 * Signs a PDF with the office's own certificate (PKCS#7 detached over everything but the signature itself, as readers of PDF check it).
 * @throws ConfigurationError when the certificate cannot be read or opened
 */
export async function signPdf(pdf: Buffer, key: SigningKey, reason: string, signedAt: number): Promise<Buffer> {
  const certificate = await readFile(key.file).catch((error: unknown) => {
    throw new ConfigurationError([`SIGNING_P12: ${messageOf(error)}`]);
  });
  const time = new Date(signedAt);
  const prepared = withExactXref(plainAddPlaceholder({ pdfBuffer: pdf, reason, contactInfo: '', name: 'Hadir', location: '', signingTime: time, signatureLength }));
  try {
    return await new SignPdf().sign(prepared, new P12Signer(certificate, { passphrase: key.password }), time);
  } catch (error) {
    throw new ConfigurationError([`SIGNING_P12: the certificate cannot be opened or has no key (${messageOf(error)})`]);
  }
}

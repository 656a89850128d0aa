/** A kind of file that is taken as evidence. */
export interface DocumentType {
  readonly mediaType: string;
  readonly extension: string;
  /** The bytes every file of the kind begins with. */
  readonly magic: Buffer;
}

/** What may be attached: a scan or a photo of a letter. */
export const documentTypes: readonly DocumentType[] = [
  { mediaType: 'application/pdf', extension: 'pdf', magic: Buffer.from('%PDF-', 'latin1') },
  { mediaType: 'image/jpeg', extension: 'jpg', magic: Buffer.from([0xff, 0xd8, 0xff]) },
  { mediaType: 'image/png', extension: 'png', magic: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
];

/** The kind of a file by its content, whatever its sender calls it; null when it is none that is taken. */
export const documentTypeOf = (content: Buffer): DocumentType | null =>
  documentTypes.find(({ magic }) => content.subarray(0, magic.length).equals(magic)) ?? null;

/** First words and table names whose content is a template, a photo or an identity card (push.md A1, A4; architecture.md, privacy by omission). */
const BIOMETRIC =
  /^(FP|FINGER\w*|FACE\w*|FVEIN\w*|PALM\w*|BIODATA\w*|BIOPHOTO\w*|TEMPLATE\w*|USERPIC\w*|ATTPHOTO\w*|\w*PHOTO|IDCARD\w*|IDENTITYCARD\w*)$/;

/** Tables whose body is one file rather than lines. */
const ONE_FILE = /^ATTPHOTO$|PHOTO$/;

/** A field that carries a template or a picture in a line of a kind that is not known. */
const CARRIES_TEMPLATE = /(?:^|[\t ])(?:tmp|template|content|photo)=[A-Za-z0-9+/]{32}/i;

/** Whether a table or a line's first word is a biometric kind. */
export function isBiometricKind(word: string): boolean {
  return BIOMETRIC.test(word.toUpperCase());
}

/** Whether a table's body counts as one item, not as lines. */
export function isOneFile(table: string): boolean {
  return ONE_FILE.test(table.toUpperCase());
}

/** Whether a line of an unknown kind looks as if it carried a template; only its first bytes are looked at. */
export function carriesTemplate(bytes: Buffer): boolean {
  return CARRIES_TEMPLATE.test(bytes.subarray(0, 1024).toString('latin1'));
}

/** Whether a body is a photo upload, whatever table it names (push.md A2 fdata, A4 ATTPHOTO). */
export function isPhotoUpload(body: Buffer): boolean {
  return /\bCMD=(uploadphoto|realupload)\b/i.test(body.subarray(0, 512).toString('latin1'));
}

/** Bytes that do not follow the protocol: the offending bytes are kept in `raw` (when there are any), and the stream may go on. */
export class ProtocolError extends Error {
  constructor(
    message: string,
    readonly raw?: Buffer,
  ) {
    super(message);
    this.name = 'ProtocolError';
  }
}

/** A device that cannot be reached, or that stopped answering: worth another try later, with back-off. */
export class DeviceUnavailable extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'DeviceUnavailable';
  }
}

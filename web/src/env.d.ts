declare module 'get-nonce' {
  /** Gives the nonce to style elements that are made while the page runs. */
  export function setNonce(nonce: string): void;
}

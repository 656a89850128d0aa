/** The part of pngjs 5.0.0 that is used here; the package has no types of its own. */
declare module 'pngjs' {
  /** Points row by row, four bytes each: red, green, blue, opacity. */
  interface Picture {
    readonly width: number;
    readonly height: number;
    readonly data: Buffer;
  }

  export const PNG: { readonly sync: { write(picture: Picture, options?: { readonly colorType?: 0 | 2 | 4 | 6 }): Buffer } };
}

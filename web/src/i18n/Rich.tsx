import { Fragment, type ReactNode } from 'react';

/** A sentence in which `**words**` are bold. */
export function Rich({ text }: { readonly text: string }): ReactNode {
  return text.split('**').map((part, index) => (index % 2 === 1 ? <b key={index}>{part}</b> : <Fragment key={index}>{part}</Fragment>));
}

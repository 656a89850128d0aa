import { Button, FileButton, Loader } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useState } from 'react';
import { useWords } from '../../i18n/words';
import css from './People.module.css';
import { peopleWords } from './people-words';

const mostBytes = 10 * 1024 * 1024;

/** Takes a file by hand or by dropping it. */
export function FileDrop({ busy, onFile }: { readonly busy: string | null; readonly onFile: (file: File) => void }): ReactNode {
  const say = useWords(peopleWords);
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const take = (file: File | null | undefined): void => {
    if (!file) return;
    setTooLarge(file.size > mostBytes);
    if (file.size <= mostBytes) onFile(file);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div className={css['drop']} data-over={over} onDragOver={(event) => (event.preventDefault(), setOver(true))} onDragLeave={() => setOver(false)} onDrop={drop}>
      {busy ? <Loader size={26} /> : <IconFileUpload size={28} stroke={1.5} aria-hidden />}
      <b role="status">{busy ? say('import.reading', { name: busy }) : say('import.drop')}</b>
      <p>{say('import.dropHint')}</p>
      {tooLarge ? <p role="alert">{say('import.tooLarge')}</p> : null}
      <FileButton onChange={take} accept=".xlsx,.csv,.txt,.tsv,.yaml,.yml,.json,text/csv">
        {(props) => (
          <Button {...props} disabled={busy !== null}>
            {say('import.choose')}
          </Button>
        )}
      </FileButton>
    </div>
  );
}

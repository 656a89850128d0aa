import { ActionIcon, FileButton } from '@mantine/core';
import { IconCamera, IconPaperclip, IconX } from '@tabler/icons-react';
import { type ReactNode } from 'react';
import { decimalNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import css from './MyDay.module.css';
import { myDayWords } from './my-day-words';
import { lightened } from './paper';

interface PaperFieldProps {
  readonly file: File | null;
  readonly onChange: (file: File | null) => void;
}

/** A photo from the camera or a file; large photos are made smaller before they are sent. */
export function PaperField({ file, onChange }: PaperFieldProps): ReactNode {
  const say = useWords(myDayWords);
  const take = (chosen: File | null): void => {
    if (chosen) void lightened(chosen).then(onChange);
  };
  return (
    <fieldset className={css['field']}>
      <legend>
        {say('paper.title')} <small>{say('paper.optional')}</small>
      </legend>
      <div className={css['paper']}>
        {file ? (
          <div className={css['paperFile']}>
            <IconPaperclip size={17} stroke={1.7} aria-hidden />
            <span>{file.name}</span>
            <small>{say('paper.size', { size: decimalNumber(Math.max(0.1, file.size / 1_048_576)) })}</small>
            <ActionIcon variant="subtle" color="gray" size={30} aria-label={say('paper.remove', { name: file.name })} onClick={() => onChange(null)}>
              <IconX size={16} />
            </ActionIcon>
          </div>
        ) : (
          <FileButton onChange={take} accept="application/pdf,image/jpeg,image/png">
            {(props) => (
              <button type="button" {...props} className={css['paperFile']}>
                <IconPaperclip size={17} stroke={1.7} aria-hidden />
                <span>{say('paper.choose')}</span>
              </button>
            )}
          </FileButton>
        )}
        <FileButton onChange={take} accept="image/*" capture="environment">
          {(props) => (
            <ActionIcon {...props} variant="default" size={48} aria-label={say('paper.camera')}>
              <IconCamera size={20} stroke={1.7} />
            </ActionIcon>
          )}
        </FileButton>
      </div>
    </fieldset>
  );
}

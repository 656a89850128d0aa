import { Button, Checkbox, createTheme, type CSSVariablesResolver, type MantineColorsTuple, Modal, Tooltip } from '@mantine/core';

const accent: MantineColorsTuple = ['#ebeffc', '#dde3f9', '#b5c5f2', '#8fa9f8', '#6a86e0', '#4a67c9', '#2e4fb3', '#2e4fb3', '#24408f', '#1a2f6b'];
const danger: MantineColorsTuple = ['#fcebf0', '#f8d5df', '#f0a8bc', '#ff9fb4', '#d9577c', '#c73560', '#b81d48', '#a01640', '#861236', '#6b0d2a'];

/** Sizes, radii and the two colours that a control may have; statuses have their own tokens (tokens.css). */
export const theme = createTheme({
  fontFamily: "'Inter Variable', Inter, system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  headings: { fontFamily: "'Inter Variable', Inter, system-ui, sans-serif", fontWeight: '650' },
  colors: { accent, danger },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 5 },
  autoContrast: false,
  defaultRadius: 6,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '18px', md: '20px', lg: '24px', xl: '26px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' }, styles: { label: { fontWeight: 600 } } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs', radius: 4 } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: false, fz: 12 } }),
    // The page behind a dialog does not scroll by itself (its parts do), so nothing has to be locked, which would have every row styled anew.
    Modal: Modal.extend({ defaultProps: { radius: 10, lockScroll: false, overlayProps: { backgroundOpacity: 0.35 }, transitionProps: { duration: 120 } } }),
  },
});

/** Mantine's own variables follow the tokens, so that its components and ours are of one piece. */
export const variables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--h-surface)',
    '--mantine-color-text': 'var(--h-ink)',
    '--mantine-color-dimmed': 'var(--h-ink-3)',
    '--mantine-color-placeholder': 'var(--h-ink-3)',
    '--mantine-color-default': 'var(--h-surface)',
    '--mantine-color-default-hover': 'var(--h-hover)',
    '--mantine-color-default-color': 'var(--h-ink)',
    '--mantine-color-default-border': 'var(--h-control)',
    '--mantine-color-anchor': 'var(--h-accent)',
    '--mantine-color-error': 'var(--h-absent)',
    '--mantine-color-accent-light': 'var(--h-accent-tint)',
    '--mantine-color-accent-light-hover': 'var(--h-accent-tint)',
    '--mantine-color-accent-light-color': 'var(--h-accent)',
    '--mantine-color-accent-outline': 'var(--h-accent)',
  };
  // Fields in the dark are of our surface, not of Mantine's grey.
  const fields = { '--mantine-color-dark-4': 'var(--h-control)', '--mantine-color-dark-5': 'var(--h-hover)', '--mantine-color-dark-6': 'var(--h-surface)' };
  return { variables: {}, light: shared, dark: { ...shared, ...fields } };
};

// Runs before the first paint: light or dark as the person chose on this device, else as the system says; and the language of the page.
(function () {
  var scheme = null;
  var language = null;
  try {
    scheme = localStorage.getItem('hadir-scheme');
    language = localStorage.getItem('hadir-language');
  } catch (refused) {
    // A browser that keeps nothing shows the defaults.
  }
  var dark = scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  document.documentElement.lang = language === 'en' ? 'en' : 'id';
})();

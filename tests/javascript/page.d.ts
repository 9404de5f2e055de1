// What a page's scripts find beside those of docs/theme: terms-data.js, which macros/plan/glossary.py has the words for.

interface PlanTerm {
  id: string;
  /** How the term may stand in a text. */
  forms: string[];
  renderings: [language: string, text: string][];
  meaning: [language: string, text: string];
}

/** For each language that a page may have text in. */
declare var planTerms: Record<string, {
  terms: PlanTerm[];
  /** In which a form is no term. */
  names: string[];
  /** What the link to the glossary says. */
  glossary: string;
}>;

/** What reader.js says, in the language of the page; macros/website/theme_files.py puts it ahead of that script. */
declare const planWords: {
  sizes: string[];
  shortcuts: string;
  copied: string;
  not_copied: string;
  mine: string;
  mine_title: string;
  unpin: string;
};

/** Does what the reader asked for by a button; reader.js brings it. */
declare var planReader: (asked: Element | null) => void;

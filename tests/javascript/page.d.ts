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

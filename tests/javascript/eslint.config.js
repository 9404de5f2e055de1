// What tsc does not see; it knows every name better, in scripts that share one scope. And what the oldest browsers that
// are promised (package.json: browserslist) lack, in scripts and styles.
import {readFileSync} from "node:fs";

import css from "@eslint/css";
import js from "@eslint/js";
import compat from "eslint-plugin-compat";

const {browserslist} = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf-8"));

// No compiler looks into these texts; a browser that lacks what stands there ends the script.
const SELECTOR = "/:(is|where|has|focus-visible)\\b|:not\\([^)]*,/";
const NEWER = {
  selector: `Literal[value=${SELECTOR}], TemplateElement[value.raw=${SELECTOR}]`,
  message: "A selector that Chrome 86 or Safari 14 lacks.",
};

// Where these are unknown a page looks plainer, or prints so, and nothing of it is lost.
const LOOKS = {
  allowAtRules: ["page"],
  allowProperties: [
    "break-after", "break-before", "break-inside", "color-scheme", "font-synthesis", "forced-color-adjust",
    "image-rendering", "orphans", "outline", "page", "print-color-adjust", "scroll-behavior", "scroll-margin-top",
    "scroll-padding", "scroll-padding-top", "text-decoration-thickness", "text-spacing-trim", "text-wrap", "widows",
  ],
  allowPropertyValues: {"overflow-wrap": ["anywhere"]},
  allowFunctions: ["color-mix"],
  allowMediaConditions: ["forced-colors", "scripting"],
  // A rule is lost with a selector that is unknown: these stand in rules of their own.
  allowSelectors: ["focus-visible", "has"],
};

export default [
  {files: ["**/*.js"], ...js.configs.recommended},
  {
    files: ["**/*.js"],
    languageOptions: {ecmaVersion: 2020, sourceType: "script"},
    linterOptions: {reportUnusedDisableDirectives: "error"},
    plugins: {compat},
    settings: {browsers: browserslist, lintAllEsApis: true},
    rules: {
      "compat/compat": "error",
      "no-restricted-syntax": ["error", NEWER],
      "no-undef": "off",
      "no-unused-vars": ["error", {vars: "local"}],
      "no-var": "error",
      "prefer-const": ["error", {destructuring: "all"}],
      "prefer-arrow-callback": "error",
      eqeqeq: "error",
    },
  },
  // Other parts of the worker put their own in place of what stands there.
  {files: ["**/search/writing.js"], rules: {"prefer-const": "off"}},
  {
    files: ["**/*.css"],
    plugins: {css},
    language: "css/css",
    // What was in all browsers when the promised ones were new.
    rules: {"css/use-baseline": ["error", {available: 2020, ...LOOKS}]},
  },
];

// What tsc does not see; it knows every name better, in scripts that share one scope.
import js from "@eslint/js";

export default [
  js.configs.recommended,
  {
    languageOptions: {ecmaVersion: 2020, sourceType: "script"},
    linterOptions: {reportUnusedDisableDirectives: "error"},
    rules: {
      "no-undef": "off",
      "no-unused-vars": ["error", {vars: "local"}],
      "no-var": "error",
      "prefer-const": ["error", {destructuring: "all"}],
      "prefer-arrow-callback": "error",
      eqeqeq: "error",
    },
  },
];

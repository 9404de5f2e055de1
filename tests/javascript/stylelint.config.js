// What the oldest browsers that are promised (package.json: browserslist) lack in styles, by what is known of each
// version; eslint.config.js asks what was in all browsers, and knows values and functions.
import {readFileSync} from "node:fs";

const {browserslist: browsers} = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf-8"));

// Without these a page looks plainer, or prints so. For the gap, plan.css has margins where it is unknown; the units of
// containers stand within @supports, into which this linter does not look.
const ignore = [
  "css-color-adjust", "css-container-query-units", "css-focus-visible", "css-has", "css-media-scripting",
  "css-not-sel-list", "css-paged-media", "css-scroll-behavior", "css-widows-orphans", "flexbox-gap",
];

export default {
  plugins: ["stylelint-no-unsupported-browser-features"],
  rules: {
    "plugin/no-unsupported-browser-features": [true, {browsers, ignore, ignorePartialSupport: true}],
    // A list, which Chrome 86 lacks; of lists within brackets within it, the plugin takes too many for one.
    "selector-disallowed-list": ["/:not\\((?:[^()]|\\([^()]*\\))*,/"],
    // Safari 14 takes a kind of line alone; its style, colour and thickness have properties of their own.
    "declaration-property-value-disallowed-list": {"text-decoration": ["/\\s/"]},
  },
};

import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import globals from "globals";
import tseslint from "typescript-eslint";

const CHINESE = "[\\u4e00-\\u9fff]";
const text = "Texts for people stand in src/texts.";

export default tseslint.config(
  {
    ignores: ["dist", "shots", "node_modules", "src/api/generated"],
  },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ["src/**/*.{ts,tsx}", "tests/**/*.{ts,tsx}", "journeys/**/*.ts", "*.config.ts"],
    plugins: { "react-hooks": hooks },
    languageOptions: { globals: globals.browser },
    rules: {
      ...hooks.configs.recommended.rules,
      eqeqeq: "error",
      "no-console": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/texts/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: `Literal[value=/${CHINESE}/]`, message: text },
        { selector: `JSXText[value=/${CHINESE}/]`, message: text },
        { selector: `TemplateElement[value.raw=/${CHINESE}/]`, message: text },
      ],
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/api/client.ts"],
    rules: {
      "no-restricted-globals": ["error", { name: "fetch", message: "Ask through src/api/client.ts." }],
    },
  },
  {
    files: ["scripts/**/*.mjs", "eslint.config.js"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
);

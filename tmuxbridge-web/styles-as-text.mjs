/* For esbuild: a style sheet that a script imports becomes a text, together with what it imports itself. */
export const stylesAsText = {
  name: "styles-as-text",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const inner = await build.esbuild.build({ entryPoints: [path], bundle: true, minify: true, write: false });
      return { contents: inner.outputFiles[0].text, loader: "text" };
    });
  },
};

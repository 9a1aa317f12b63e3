/*
 * For esbuild: a style sheet that a script imports becomes a text, together with what it imports itself. Those files are added to
 * inputs, for esbuild's metafile does not name them.
 */
export function stylesAsText(inputs) {
  return {
    name: "styles-as-text",
    setup(build) {
      const { absWorkingDir } = build.initialOptions;
      const options = { absWorkingDir, bundle: true, minify: true, metafile: true, write: false };
      build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
        const inner = await build.esbuild.build({ ...options, entryPoints: [path] });
        Object.keys(inner.metafile.inputs).forEach((input) => inputs.add(input));
        return { contents: inner.outputFiles[0].text, loader: "text" };
      });
    },
  };
}

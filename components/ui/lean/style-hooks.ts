type Token = { hashId: string; cssVar: { key?: string } };

/**
 * Stands in for `@ant-design/cssinjs-utils` in the application: antd's rules and variables are in the style sheets that
 * are extracted at build, so its components only need to know under which classes.
 */
export function genStyleUtils({ useToken }: { useToken: () => Token }) {
  return {
    genComponentStyleHook: () => () => useToken().hashId,
    genSubStyleComponent: () => () => null,
    genStyleHooks: () => () => {
      const { hashId, cssVar } = useToken();
      return [hashId, cssVar.key];
    },
  };
}

// Only the rules themselves ask for these, and nothing asks for the rules.
export {
  atBuildOnly as genCalc,
  atBuildOnly as mergeToken,
  atBuildOnly as statistic,
  atBuildOnly as statisticToken,
};

function atBuildOnly(): never {
  throw new Error('antd computes its styles at build only');
}

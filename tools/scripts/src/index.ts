export const toolName = '@tools/scripts';

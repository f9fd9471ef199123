export const install = async () => undefined;

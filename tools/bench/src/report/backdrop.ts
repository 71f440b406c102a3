/** What a chart is drawn on: it is as legible on a page with a dark background. */
export const backdrop = '<rect width="100%" height="100%" fill="#ffffff"/>';

/** Texts of attached files: of cases, of public notices. */
export const fileText = {
  title: "附件",
  none: "没有附件",
  upload: "上传附件",
  uploadHint: (megabytes: number) => `图片、PDF、Word、Excel、PowerPoint，每个不超过 ${String(megabytes)} MB；按内容认类型`,
  uploaded: "附件已上传",
  download: "下载",
  preview: "预览",
  close: "收起",
  previewOf: (name: string) => `预览 ${name}`,
  withdraw: "撤回",
  withdrawNote: "撤回的附件不再算数，但仍保留在案、可以查看。",
  withdrawDone: "附件已撤回",
  reason: "原因",
  withdrawn: (who: string, why: string) => `${who} 已撤回：${why}`,
  hash: "SHA-256",
  by: (who: string, when: string) => `${who} ${when}`,
};

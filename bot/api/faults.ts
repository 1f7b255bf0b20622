import type { WeComError } from './errors.ts'

const inConsole = '企业微信管理后台 → 应用管理 → 本应用'

const sentences: Record<number, string> = {
  40001: `Secret 不对或应用已停用。请在${inConsole}查看 Secret，更新 WECOM_SECRET 后重启。`,
  40013: '企业 ID 不对。请在企业微信管理后台 → 我的企业 → 企业信息查看，更新 WECOM_CORP_ID 后重启。',
  40056: `AgentId 不对。请在${inConsole}查看，更新 WECOM_AGENT_ID 后重启。`,
  40091: `Secret 不对。请在${inConsole}查看 Secret，更新 WECOM_SECRET 后重启。`,
  43012: `应用没有设置回调地址，不能发送按钮卡片。请在${inConsole} → 接收消息 → 设置API接收中填写，或清空 WECOM_TOKEN 与 WECOM_ENCODING_AES_KEY 后重启。`,
  45009: '调用次数超过企业微信的限制，稍后自动重试。',
  45031: `Secret 不够安全。请在${inConsole}重置 Secret，更新 WECOM_SECRET 后重启。`,
  48002: `应用没有调用这个接口的权限。请在${inConsole}检查权限与可见范围。`,
  48006: `应用长期未使用，权限已被收回。请在${inConsole}重新启用。`,
  50001: `网页地址不是应用的可信域名。请在${inConsole} → 网页授权及JS-SDK中设置，须与 PUBLIC_URL 的域名和端口一致。`,
  50003: `应用已停用。请在${inConsole}启用。`,
  301002: `AgentId 与 Secret 不属于同一个应用。请在${inConsole}查看后更新 WECOM_AGENT_ID 与 WECOM_SECRET 并重启。`,
  301007: '企业在企业微信中不可用，请联系企业微信客服。',
}

/** What the operator has to do about a refusal of the channel, in one or two sentences. */
export function faultSentence({ code, ip }: WeComError): string {
  if (code === 60020) {
    const address = ip === null ? '本机的出口 IP' : `本机的出口 IP ${ip}`
    return `企业微信不信任${address}。请在${inConsole} → 企业可信IP中加入它，约一分钟后生效。`
  }
  return sentences[code] ?? `企业微信拒绝了本应用的调用（错误码 ${code}）。请在${inConsole}检查应用的设置。`
}

/** Test vectors of the message cipher, made with `@wecom/crypto` 1.0.1 and checked by an independent decryption. */
export const app = {
  token: 'VecTokenApp01',
  aesKey: 'PUsuurZDRKYdyBwJIgPNidVIzScp0ZCk99anjwxucqg',
  corpId: 'ww0123456789abcdef',
}
export const bot = { token: 'VecTokenBot02', aesKey: 'wDm5AHjKSB6Pofa06SyNcPokuvEKR6t6x1ORqqwCrfo' }

/** URL verification. */
export const v1 = {
  random: '0123456789abcdef',
  timestamp: '1700000000',
  nonce: '1597212914',
  message: '1616140317555161061',
  encrypted: 'nhqvGOM4MCjxL1ifW2Jsl6GWcTCybCmvgJAgBLQ7BQGcoGHsNgPAd7l//W54fxhaODfmRMoRuyGqUT/fflG28A==',
  escaped: 'nhqvGOM4MCjxL1ifW2Jsl6GWcTCybCmvgJAgBLQ7BQGcoGHsNgPAd7l%2F%2FW54fxhaODfmRMoRuyGqUT%2FfflG28A%3D%3D',
  signature: 'c888d31c1227241a219e03a02dbcbcab2f912bc7',
}

/** A message in Chinese; its MsgId is beyond 2^53. */
export const v2 = {
  random: 'fedcba9876543210',
  timestamp: '1700000001',
  nonce: '1372623149',
  message:
    '<xml><ToUserName><![CDATA[ww0123456789abcdef]]></ToUserName><FromUserName><![CDATA[zhangsan]]></FromUserName><CreateTime>1700000001</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好]]></Content><MsgId>7300000000000000001</MsgId><AgentID>1000002</AgentID></xml>',
  encrypted:
    '4X5MpK9M55JKptchNssE7oN/gh527ImgsTFH3lhbYqPaBcGYMtXcB2PWrDE6MG80Azk0b9Ej0IbhYZ0SD6y3twS+SKnKTaHj2QgBc6YZSzssHe/AWm79zINtzb9U0Ot5pGzuJQWKeCduW3iz+UYcZtEAVE47X96iWHlzcuaN5l6GYIvzCa/pVNGXFVjoCuLy4mmtdM4RRngwiW/Z7+YFKs4qtfBMA1UeaWpubGCD7ai4CIceR946fc5VGddvwHpHPWncFheccWbalqjKQ4As7OJg9cGCO0hpR+sgDOhgWD6eQIPFHndUK9WM4xEr2n9IbanN+Oai31t0z9rwFldC8Mp70ZJryn/LKK3qlgqqU9E1BEL7ZiqcnkUmZRBoW2iNi4RQA76VDi/NIn0U6k3WwOdIPOkBo3+Wda88r5VgJlbH4uflKhZ18o63Ru0ucliMOzgCE4GAmi1m6uWtiXr+1A==',
  signature: '26d4019b0f8903e70c78111732a49f14a27d755c',
}

/** A message of a smart bot: JSON, the receiver empty. A sort by locale would sign `wrongSignature`. */
export const v3 = {
  random: 'AAAAAAAAAAAAAAAA',
  timestamp: '1700000002',
  nonce: 'nonce-bot-1',
  message:
    '{"msgid":"MSG-1","aibotid":"aibBOT","chatid":"CHAT-1","chattype":"group","from":{"userid":"lisi"},"response_url":"https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=RC1","msgtype":"text","text":{"content":"@RobotA hi"}}',
  encrypted:
    'Mc1zqWEdRgARdLN5NpOuWSaz/Ow1rmWlCI9+qhmCqVWk6wueENSsiFfa63YIir7aIX7WsatYXiflcPi/KeU+nlBdgGSnHyKDaBdcoO+m+c+69kcRCirFec9TKqkMB8DI2ZKnX8CiknYJ4QLi3CBW+YNXpJ5qOOQu+etcwE1IhyyakdeP92OWmqv7P6uZdIThBgH2n9podiacW8bgjZBWP0HOIjTWMk/S/CXhMpsyuX8/zuYak9aRNiR10CpnSkAr+bxYtKewFFUBOBI2N6IeDU4JrICCy3oVwJHspIBiy3qMudprY7h/1+9NnSCb6BlNwpMimq5drPiQk/89RAgSXA==',
  signature: '0f6753ab2566a7023505c9ffe48119097e65794e',
  wrongSignature: '73464e322a88250916dea8010fb2cf67b0f3b222',
}

/** A full block of padding. */
export const v4 = {
  random: '0123456789abcdef',
  message: 'x'.repeat(26),
  encrypted:
    'nhqvGOM4MCjxL1ifW2Jsl5UG6+4786onYYnzhKV4Ye/VcLDghptLlRBiFKTiiicpO9O5iLvbbzKmlSa6qi5TZD9Np2ERswemRXy71v3Y971M5dL9j5umX+kpRFxyuDk2',
}

/** A padding longer than 16. */
export const v5 = {
  random: '0123456789abcdef',
  message: 'a',
  encrypted: 'nhqvGOM4MCjxL1ifW2JslxY20sHiPmeUCGcJvUJvk/nriq7Q3lTNOpqJFLIKekf2o4wkmZe/FKQb9TXdFM3S9w==',
}

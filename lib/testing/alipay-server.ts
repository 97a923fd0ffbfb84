import { createSign, createVerify, generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { alipayTime } from '../payments/providers/alipay-client';
import type { Act } from './http-acts';

type Fields = Record<string, string>;
type Trade = {
  out_trade_no: string;
  trade_no: string;
  trade_status: string;
  total_amount: string;
  send_pay_date?: string;
};
type Refund = { trade_no: string; out_request_no: string; refund_amount: string };
export type Asked = { method: string; biz: Fields; fields: Fields };

// Made for each file of tests: shorter than Alipay's, which are slow to make.
const rsa = () => generateKeyPairSync('rsa', { modulusLength: 1024 });
const signed = (content: string, key: ReturnType<typeof rsa>) =>
  createSign('RSA-SHA256').update(content, 'utf8').sign(key.privateKey, 'base64');
const cents = (amount: string) => Math.round(Number(amount) * 100);

/** As much of Alipay as we use: signed questions, signed answers, trades that begin when the payer comes. */
export async function startAlipayServer(appId = '2026000100000001') {
  const [house, alipay] = [rsa(), rsa()];
  const trades: Trade[] = [];
  const refunds: Refund[] = [];
  const asked: Asked[] = [];
  const acts: Act[] = [];
  /** What an answer is turned into once it has been signed. */
  let forgery: ((text: string) => string) | undefined;
  let last = 0;

  function isOfHouse({ sign = '', ...fields }: Fields) {
    const content = Object.keys(fields)
      .toSorted()
      .map((name) => `${name}=${fields[name]}`)
      .join('&');
    return createVerify('RSA-SHA256').update(content, 'utf8').verify(house.publicKey, sign, 'base64');
  }

  const failed = (sub_code: string) => ({
    code: '40004',
    msg: 'Business Failed',
    sub_code,
    sub_msg: '\u5931\u8d25',
  });
  const fine = (more: object = {}) => ({ code: '10000', msg: 'Success', ...more });

  function carryOut({ method, biz }: Asked): object {
    const trade = trades.find(
      (one) => one.out_trade_no === biz.out_trade_no || one.trade_no === biz.trade_no,
    );
    if (!trade) return failed('ACQ.TRADE_NOT_EXIST');
    if (method === 'alipay.trade.query') return fine(trade);
    const known = refunds.find(
      (one) => one.trade_no === trade.trade_no && one.out_request_no === biz.out_request_no,
    );
    if (method === 'alipay.trade.fastpay.refund.query')
      return fine(known && { ...known, out_trade_no: trade.out_trade_no, refund_status: 'REFUND_SUCCESS' });
    if (known) return fine({ fund_change: 'N', trade_no: trade.trade_no, refund_fee: known.refund_amount });
    const given = refunds.filter((one) => one.trade_no === trade.trade_no);
    const left = cents(trade.total_amount) - given.reduce((sum, one) => sum + cents(one.refund_amount), 0);
    if (trade.trade_status === 'TRADE_CLOSED') return failed('ACQ.TRADE_HAS_CLOSE');
    if (trade.trade_status !== 'TRADE_SUCCESS') return failed('ACQ.TRADE_STATUS_ERROR');
    if (cents(biz.refund_amount ?? '') > left) return failed('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL');
    refunds.push({
      trade_no: trade.trade_no,
      out_request_no: biz.out_request_no ?? '',
      refund_amount: biz.refund_amount ?? '',
    });
    if (cents(biz.refund_amount ?? '') === left) trade.trade_status = 'TRADE_CLOSED';
    return fine({ fund_change: 'Y', trade_no: trade.trade_no, refund_fee: biz.refund_amount });
  }

  function answerTo(one: Asked) {
    if (!isOfHouse(one.fields) || one.fields.app_id !== appId)
      return JSON.stringify({
        error_response: { code: '40002', msg: 'Invalid Arguments', sub_code: 'isv.invalid-signature' },
      });
    return signedAnswer(one.method, carryOut(one));
  }

  function signedAnswer(method: string, said: object) {
    const content = JSON.stringify(said);
    return `{"${method.replaceAll('.', '_')}_response":${content},"sign":"${signed(content, alipay)}"}`;
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '', 'http://alipay');
    const fields = Object.fromEntries([...url.searchParams, ...new URLSearchParams(await text(request))]);
    const one = {
      method: fields.method ?? '',
      biz: JSON.parse(fields.biz_content ?? '{}') as Fields,
      fields,
    };
    asked.push(one);
    await acts.shift()?.(response);
    if (response.writableEnded || response.destroyed) return;
    const said = answerTo(one);
    response.writeHead(200, { 'content-type': 'text/html;charset=utf-8' }).end(forgery?.(said) ?? said);
    forgery = undefined;
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  function tradeOf(number: string) {
    const trade = trades.find((one) => one.out_trade_no === number);
    if (!trade) throw new Error(`no trade ${number}`);
    return trade;
  }

  return {
    asked,
    trades,
    refunds,
    play: (...next: Act[]) => acts.push(...next),
    forge: (change: (text: string) => string) => (forgery = change),
    signedAnswer,
    /** The environment of a house that this Alipay knows; keys as its own tool writes them. */
    environment: {
      ALIPAY_APP_ID: appId,
      ALIPAY_PRIVATE_KEY: house.privateKey.export({ type: 'pkcs1', format: 'der' }).toString('base64'),
      ALIPAY_PUBLIC_KEY: alipay.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      ALIPAY_GATEWAY: `http://127.0.0.1:${(server.address() as AddressInfo).port}/gateway.do`,
    },
    /** The payer comes to the address that was opened. @throws Error when it is not signed by the house */
    visit(address: string) {
      const fields = Object.fromEntries(new URL(address).searchParams);
      if (!isOfHouse(fields)) throw new Error('not signed by the house');
      const biz = JSON.parse(fields.biz_content ?? '') as Fields;
      const trade: Trade = {
        out_trade_no: biz.out_trade_no ?? '',
        trade_no: `2026050122001${String((last += 1)).padStart(15, '0')}`,
        trade_status: 'WAIT_BUYER_PAY',
        total_amount: biz.total_amount ?? '',
      };
      trades.push(trade);
      return { fields, biz, trade };
    },
    pay(number: string) {
      return Object.assign(tradeOf(number), {
        trade_status: 'TRADE_SUCCESS',
        send_pay_date: alipayTime(new Date()),
      });
    },
    end: (number: string, trade_status: string) => Object.assign(tradeOf(number), { trade_status }),
    /** A notification as Alipay sends it: a form, signed. */
    notification(said: Fields, { key = alipay, at = new Date() } = {}) {
      const fields: Fields = {
        app_id: appId,
        charset: 'utf-8',
        notify_id: `2026050100222${String((last += 1)).padStart(20, '0')}`,
        notify_time: alipayTime(at),
        notify_type: 'trade_status_sync',
        version: '1.0',
        fund_bill_list: '[{"amount":"1.10","fundChannel":"ALIPAYACCOUNT"}]',
        subject: '\u8ba2\u5355 100% + 1',
        ...said,
      };
      const content = Object.keys(fields)
        .toSorted()
        .map((name) => `${name}=${fields[name]}`)
        .join('&');
      const all: Fields = { ...fields, sign_type: 'RSA2', sign: signed(content, key) };
      return { id: fields.notify_id!, fields: all, body: new URLSearchParams(all).toString() };
    },
    forget: () => {
      for (const list of [trades, refunds, asked, acts]) list.length = 0;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Keys of nobody whom Alipay knows. */
export const strangeKeys = rsa;

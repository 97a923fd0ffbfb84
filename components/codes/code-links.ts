/** Where customers redeem a code: with the distributor's brand alone, or with the price shown. */
export function inviteLink(origin: string, code: string) {
  return `${origin}/r/${code}`;
}

export function officialLink(origin: string, code: string) {
  return `${origin}/o/${code}`;
}

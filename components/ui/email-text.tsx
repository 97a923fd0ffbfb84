/** An address that, where there is no room for it, goes on behind its @ and not within a word. */
export function EmailText({ email }: { email: string }) {
  const [name, host] = email.split('@');
  return (
    <>
      {name}@<wbr />
      {host}
    </>
  );
}

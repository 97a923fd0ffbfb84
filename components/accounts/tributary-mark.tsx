/** Two arms that join a stream. */
export function TributaryMark() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path
        d="M4 4c0 9 8 6 8 16M20 4c0 9-8 6-8 16M12 3v17"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}

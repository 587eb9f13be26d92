export default function Frame() {
  return null;
}

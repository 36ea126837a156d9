/** Boxes on the deck: distance from the stern, how high the stack is. */
const stacks = [
  [330, 2],
  [372, 3],
  [414, 3],
  [456, 2],
  [498, 3],
  [540, 1],
  [582, 2],
  [624, 2],
  [666, 1],
] as const;

const blocks = Array.from({ length: 15 }, (_, position) => 262 + position * 40);
const shores = [250, 420, 620, 800];
const marks = [0, 1, 2, 3, 4, 5];

/** A ship in a dry dock, from the side. Decorative. */
export function DockScene() {
  return (
    <svg className="dock-scene" viewBox="0 0 1200 218" preserveAspectRatio="xMidYMax meet" aria-hidden="true" focusable="false">
      {/* the quay, the steps of the dock, its floor */}
      <path className="scene-ground" d="M-2000 96H96v24h24v28h24v28h24v34H1032v-34h24v-28h24v-28h24V96h2096v140H-2000z" />
      <path className="scene-line" d="M-2000 96H96v24h24v28h24v28h24v34H1032v-34h24v-28h24v-28h24V96h2096" />
      {/* shores that hold the hull, keel blocks under it */}
      {shores.map((x) => (
        <path key={x} className="scene-thin" d={`M${x} 160l-26 50`} />
      ))}
      {blocks.map((x) => (
        <path key={x} className="scene-block" d={`M${x} 200h14v10h-14z`} />
      ))}
      {/* the hull: paint above the waterline, oxide red below it */}
      <path className="scene-hull" d="M212 102Q560 112 964 92l-27 52H222z" />
      <path className="scene-keel" d="M222 147H934l-10 18c-8 16-18 31-40 34H262c-24-2-34-16-37-34z" />
      {/* draft marks at the bow */}
      {marks.map((position) => (
        <path key={position} className="scene-mark" d={`M${894 - position} ${152 + position * 7}h${position % 2 === 0 ? 10 : 6}`} />
      ))}
      {/* rudder and screw */}
      <path className="scene-keel" d="M206 158h13l6 38h-15z" />
      {/* the bridge and the load */}
      <path className="scene-house" d="M236 107V58h10V44h38v14h12v49z" />
      <path className="scene-window" d="M250 52h28v6h-28zM246 68h40M246 80h40M246 92h40" />
      {stacks.map(([x, height]) =>
        Array.from({ length: height }, (_, level) => <path key={`${x}-${level}`} className="scene-box" d={`M${x} ${106 - (level + 1) * 16}h39v15h-39z`} />),
      )}
      <path className="scene-thin" d="M860 104V64M860 64l-34 40M860 64l40 40" />
      {/* the crane on the quay */}
      <path
        className="scene-thin"
        d="M1128 96l12-74 12 74M1132 72h16M1135 52h10M1140 22L1010 30M1140 22l36 10v10M1140 12v10M1140 12L1060 27M1140 12l36 20M1030 29v34M1024 63h12v8h-12z"
      />
    </svg>
  );
}

// Output in as it comes; its first characters, and how many there were, out. Memory stays bounded.

export interface FirstCharacters {
  push(chunk: Buffer): void;
  result(): { readonly text: string; readonly characters: number };
}

/** @param most Characters (Unicode code points) that are kept. */
export function firstCharacters(most: number): FirstCharacters {
  const decoder = new TextDecoder();
  let text = '';
  let kept = 0;
  let characters = 0;
  const add = (piece: string) => {
    for (const character of piece) {
      characters += 1;
      if (kept === most) continue;
      kept += 1;
      text += character;
    }
  };
  return {
    push: (chunk) => add(decoder.decode(chunk, { stream: true })),
    result() {
      add(decoder.decode());
      return { text, characters };
    },
  };
}

/** The colours of the drawings made by hand, light and dark; contrast of text is above 7 in both. */
export const STYLE = `
    .page { fill: #ffffff; }
    .outside { fill: #f1f5f9; stroke: #475569; stroke-width: 1.5; }
    .person { fill: #fef3c7; stroke: #b45309; stroke-width: 1.5; }
    .process { fill: #dbeafe; stroke: #1d4ed8; stroke-width: 1.5; }
    .kept { fill: #dcfce7; stroke: #15803d; stroke-width: 1.5; }
    .frame { fill: none; stroke: #64748b; stroke-width: 1.25; stroke-dasharray: 3 4; }
    .line { fill: none; stroke: #475569; stroke-width: 1.5; marker-end: url(#tip); }
    .dashed { stroke-dasharray: 5 4; }
    .tip { fill: #475569; }
    .badge { fill: #0f172a; }
    text { fill: #0f172a; font: 14px ui-sans-serif, system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }
    .head { font-weight: 600; }
    .small { font-size: 12.5px; fill: #334155; }
    .caption { font-size: 12.5px; font-weight: 600; fill: #475569; }
    .label { font-size: 12px; fill: #334155; paint-order: stroke; stroke: #ffffff; stroke-width: 4; }
    .number { fill: #ffffff; font-size: 12px; font-weight: 600; text-anchor: middle; }
    @media (prefers-color-scheme: dark) {
      .page { fill: #0f172a; }
      .outside { fill: #1e293b; stroke: #94a3b8; }
      .person { fill: #451a03; stroke: #f59e0b; }
      .process { fill: #172554; stroke: #60a5fa; }
      .kept { fill: #052e16; stroke: #4ade80; }
      .frame { stroke: #94a3b8; }
      .line { stroke: #94a3b8; }
      .tip { fill: #94a3b8; }
      .badge { fill: #f1f5f9; }
      text { fill: #f1f5f9; }
      .small { fill: #cbd5e1; }
      .caption { fill: #cbd5e1; }
      .label { fill: #cbd5e1; stroke: #0f172a; }
      .number { fill: #0f172a; }
    }`;

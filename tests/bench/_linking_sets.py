# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the bench of linking runs in a process of its own: sets that are made, and two tables that are compared."""

#: Two spells at a dwelling for everybody of the national set, and the municipality of every dwelling: everybody of the
#: upload lives in 9999, and one in sixty of the others.
HOMES = """
import sys, duckdb
from pathlib import Path
made, out = Path(sys.argv[1]), Path(sys.argv[2])
persons, upload = next(made.rglob("GBAPERSOON*.parquet")), next(made.glob("9999*.parquet"))
homes = out / "GBAADRESOBJECT2022BUSV1.parquet"
with duckdb.connect(config={"memory_limit": "2GB"}) as db:
    db.execute("SET enable_progress_bar = false")
    db.execute(f"CREATE TABLE ours AS SELECT DISTINCT RINPERSOON AS rin FROM '{upload}' WHERE RINPERSOONS = 'R'")
    home = "hash(p.RINPERSOON) % 24000000"
    home = f"CASE WHEN o.rin IS NULL THEN {home} ELSE {home} // 60 * 60 END"
    spells = "(VALUES ('20050301', '20141231'), ('20150101', '88888888')) s(b, e)"
    db.execute(f"COPY (SELECT 'R' AS RINPERSOONS, p.RINPERSOON, s.b AS GBADATUMAANVANGADRESHOUDING, "
        f"s.e AS GBADATUMEINDEADRESHOUDING, 'B' AS SOORTOBJECTNUMMER, "
        f"lpad(CAST({home} AS VARCHAR), 12, '0') AS RINOBJECTNUMMER "
        f"FROM '{persons}' p LEFT JOIN ours o ON p.RINPERSOON = o.rin CROSS JOIN {spells}) TO '{homes}' (CODEC zstd)")
    town = "CASE WHEN CAST(RINOBJECTNUMMER AS BIGINT) % 60 = 0 THEN '9999' ELSE '0344' END"
    years = ", ".join(f"{town} AS gem{year}" for year in range(2018, 2021))
    db.execute(f"COPY (SELECT DISTINCT SOORTOBJECTNUMMER, RINOBJECTNUMMER, {years} FROM '{homes}') "
        f"TO '{out}/VSLGWB2022TAB03V1.parquet' (CODEC zstd)")
"""
#: Writes one large .sav without holding it: the head of a small one, then rows of fixed width.
SAV = """
import sys
from pathlib import Path
import numpy as np, pandas as pd, pyreadstat
made, rows, block = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
flags = ["WERKN", "DGA", "ZELFST", "OVACTIEF", "WERKLUITK", "BIJSTAND", "SOCVOORZOV", "ZIEKTEAO", "PENSIOEN"]
flags = [f"XKOPPEL{name}SECM" for name in flags + ["SCHOLSTUD", "MEEWERKEND"]]
codes = np.array(["11", "22", "21", "13", "25", "31"])
path = made / "SECMBUS2022V1.sav"
draft = path.with_suffix(".draft")
rng = np.random.Generator(np.random.PCG64(5))
def table(first, size):
    person = (first + np.arange(size)) // 4
    spell = (first + np.arange(size)) % 4
    return {
        "RINPERSOONS": np.full(size, "R"), "RINPERSOON": np.char.zfill((100_000_000 + person * 89).astype(str), 9),
        "AANVSECM": np.array(["20100101", "20140101", "20180101", "20200101"])[spell],
        "EINDSECM": np.array(["20131231", "20171231", "20191231", "20221231"])[spell],
        "SECM": codes[rng.integers(0, len(codes), size)], **{name: np.full(size, "1") for name in flags},
    }
pyreadstat.write_sav(pd.DataFrame(table(0, 1)), str(draft))
head = bytearray(draft.read_bytes())
end = head.index(b"R       100000000")
head[80:84] = rows.to_bytes(4, "little")
with open(draft, "wb") as stream:
    stream.write(head[:end])
    for first in range(0, rows, block):
        columns = table(first, min(block, rows - first))
        cells = [words.astype(f"S{-(-words.itemsize // 4 // 8) * 8}") for words in columns.values()]
        whole = np.rec.fromarrays(cells)
        raw = np.frombuffer(whole.tobytes(), dtype=np.uint8).copy()
        raw[raw == 0] = 32
        stream.write(raw.tobytes())
draft.replace(path)
people = rng.choice(rows // 4, 2_000, replace=False)
pd.DataFrame({
    "RINPERSOONS": "R", "RINPERSOON": [f"{100_000_000 + p * 89:09d}" for p in people],
    "consulent": [f"k{n % 20:02d}" for n in range(len(people))], "locatie": "locatie01",
    "intake_maand": "2019-04", "traject": np.array(["basis", "direct_werk"])[np.arange(len(people)) % 2],
}).to_csv(made / "INTAKE_GEMEENTE.csv", index=False)
pd.DataFrame({
    "RINPERSOONS": "R", "RINPERSOON": [f"{100_000_000 + p * 89:09d}" for p in people], "GBAGESLACHT": "1",
    "GBAGEBOORTEJAAR": "1980", "GBAGEBOORTEMAAND": "05",
}).to_csv(made / "GBAPERSOON2022TABV1.csv", index=False)
"""
DIFFERENCE = """
import sys, pandas as pd
ours, theirs = (pd.read_csv(path, dtype=str, keep_default_na=False) for path in sys.argv[1:])
if list(ours) != list(theirs) or len(ours) != len(theirs):
    print(ours.size + theirs.size)
else:
    print(int((ours.to_numpy() != theirs.to_numpy()).sum()))
"""

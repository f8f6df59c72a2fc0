"""Judge what ``pip-audit --format json`` found, on standard input: 1 if there are vulnerabilities, each on a line.

pip-audit itself passes where its database cannot be reached; here it is said how much was checked.
"""

from __future__ import annotations

import json
import sys

packages = json.load(sys.stdin)["dependencies"]
checked = [package for package in packages if "skip_reason" not in package]
n_found = 0
for package in checked:
    for vulnerability in package["vulns"]:
        n_found += 1
        names = ", ".join([vulnerability["id"], *vulnerability.get("aliases", [])])
        fixed = ", ".join(vulnerability["fix_versions"]) or "no version yet"
        print(f"{package['name']} {package['version']}: {names}, fixed in {fixed}")
print(
    f"{len(checked)} of {len(packages)} packages were checked against the database" + ("" if checked else ": skipped")
)
if n_found:
    sys.exit(f"{n_found} known vulnerabilities in what the wheel brings: raise the lower bounds in pyproject.toml")

"""Judge what ``pip-audit --format json`` found, on standard input: 1 if there are vulnerabilities.

pip-audit itself passes where its database cannot be reached; here it is said how much was checked.
"""

from __future__ import annotations

import json
import sys

packages = json.load(sys.stdin)["dependencies"]
checked = [package for package in packages if "skip_reason" not in package]
for package in checked:
    for vulnerability in package["vulns"]:
        fixed = ", ".join(vulnerability["fix_versions"]) or "no version yet"
        print(f"{package['name']} {package['version']}: {vulnerability['id']}, fixed in {fixed}")
print(
    f"{len(checked)} of {len(packages)} packages were checked against the database" + ("" if checked else ": skipped")
)
sys.exit(any(package["vulns"] for package in checked))

"""Reads figures by Prometheus' own parser and prints each sample as a line of JSON."""

import json
import sys

from prometheus_client.parser import text_string_to_metric_families

with open(sys.argv[1], encoding="utf-8") as file:
    for family in text_string_to_metric_families(file.read()):
        for sample in family.samples:
            print(
                json.dumps(
                    {
                        "family": family.name,
                        "type": family.type,
                        "help": family.documentation,
                        "name": sample.name,
                        "labels": sample.labels,
                        "value": str(sample.value),
                    }
                )
            )

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { take, water } from "../../api/client";
import { hasRole, useWorker, type Session } from "../../api/session";
import { today } from "../../shared/format";
import { meter as text } from "../../texts/meter";
import { water as texts } from "../../texts/water";
import { Action } from "../grammar/action";
import { word } from "../grammar/control";
import {
  meterBody,
  meterFields,
  possibleMasters,
  removalBody,
  removalFields,
  verificationBody,
  verificationFields,
  type Meter,
} from "./meter-form";
import { readingFields, recordReading } from "./reading-form";

/** Who reads, verifies, changes and removes meters. */
export const KEEP_METERS = ["water_clerk", "supply_operator"] as const;

export type MeterDeed = "read" | "verify" | "replace" | "remove" | "seal" | "unseal" | "obsolete";

/** What somebody can do to a meter as it stands; nothing to one that has been removed. */
export function deedsFor(who: Session | null, meter: Meter): MeterDeed[] {
  if (meter.status === "removed") return [];
  const deeds: MeterDeed[] = [];
  if (hasRole(who, KEEP_METERS)) deeds.push("read", "verify", "replace", "remove");
  if (hasRole(who, ["water_clerk"])) {
    deeds.push(meter.sealed_from ? "unseal" : "seal");
    if (!meter.obsolete_from) deeds.push("obsolete");
  }
  return deeds;
}

const masters = (userId: string) => ({
  queryKey: ["water", "meters-of", userId],
  queryFn: () => take(water.GET("/v1/water-users/{user_id}/meters", { params: { path: { user_id: userId } } })),
});

export function MeterActions({ meter }: { meter: Meter }): ReactNode {
  const deeds = deedsFor(useWorker(), meter);
  const others = useQuery({ ...masters(meter.user_id), enabled: deeds.includes("replace") });
  const path = { meter_id: meter.id };
  const stamped = (key: string) => ({ path, header: { "If-Match": String(meter.version), "Idempotency-Key": key } });
  if (deeds.length === 0) return <p className="hint">{meter.status === "removed" ? text.gone : text.noReader}</p>;
  return (
    <div className="row">
      {deeds.includes("read") && (
        <Action
          label={text.addReading}
          service="water"
          button={{ type: "primary" }}
          fields={readingFields()}
          initial={{ purpose: "periodic", read_on: today(), method: "manual" }}
          act={(values, key) => recordReading(meter.id, values, key)}
          done={texts.reading.saved}
        />
      )}
      {deeds.includes("verify") && (
        <Action
          label={text.addVerification}
          service="water"
          fields={verificationFields()}
          initial={{ outcome: "verified" }}
          act={(values, key) =>
            take(
              water.POST("/v1/meters/{meter_id}/verifications", {
                params: { path, header: { "Idempotency-Key": key } },
                body: verificationBody(values),
              }),
            )
          }
          done={text.saved}
        />
      )}
      {deeds.includes("replace") && (
        <Action
          label={text.replace}
          note={text.replaceNote}
          service="water"
          width={680}
          fields={[...removalFields(meter, "removal."), ...meterFields(possibleMasters(others.data?.items ?? [], meter.id), "meter.")]}
          initial={{
            "removal.removed_on": today(),
            "removal.method": "manual",
            "meter.kind": meter.kind,
            "meter.calibre_dn": meter.calibre_dn,
            "meter.digits": meter.digits,
            "meter.place": meter.place,
            "meter.installed_on": today(),
            "meter.is_verified": true,
            "meter.verification.outcome": "verified",
            "meter.installation_value": "0",
          }}
          act={(values, key) =>
            take(
              water.POST("/v1/meters/{meter_id}/replacement", {
                params: stamped(key),
                body: { removal: removalBody(values, "removal."), meter: meterBody(values, "meter.") },
              }),
            )
          }
          done={text.replaced}
        />
      )}
      {deeds.includes("remove") && (
        <Action
          label={text.remove}
          note={text.removeNote}
          service="water"
          button={{ danger: true }}
          fields={removalFields(meter)}
          initial={{ removed_on: today(), method: "manual" }}
          act={(values, key) => take(water.POST("/v1/meters/{meter_id}/removal", { params: stamped(key), body: removalBody(values) }))}
          done={text.removedDone}
        />
      )}
      {deeds.includes("seal") && (
        <Action
          label={text.seal_}
          note={text.sealNote}
          service="water"
          button={{ danger: true }}
          fields={[{ name: "from", label: text.from, kind: "day" }]}
          initial={{ from: today() }}
          act={(values, key) =>
            take(water.POST("/v1/meters/{meter_id}/sealing", { params: stamped(key), body: { from: word(values, "from") } }))
          }
          done={text.saved}
        />
      )}
      {deeds.includes("unseal") && (
        <Action
          label={text.unseal}
          note={text.unsealSure(meter.number)}
          service="water"
          act={(_, key) => take(water.POST("/v1/meters/{meter_id}/unsealing", { params: stamped(key), body: {} }))}
          done={text.saved}
        />
      )}
      {deeds.includes("obsolete") && (
        <Action
          label={text.obsolete}
          note={text.obsoleteNote}
          service="water"
          button={{ danger: true }}
          fields={[{ name: "from", label: text.from, kind: "day" }]}
          initial={{ from: today() }}
          act={(values, key) =>
            take(water.POST("/v1/meters/{meter_id}/obsolescence", { params: stamped(key), body: { from: word(values, "from") } }))
          }
          done={text.saved}
        />
      )}
    </div>
  );
}

/** Registers a meter of a user, in the user's drawer. */
export function RegisterMeter({ userId }: { userId: string }): ReactNode {
  const who = useWorker();
  const isKeeper = hasRole(who, KEEP_METERS);
  const others = useQuery({ ...masters(userId), enabled: isKeeper });
  if (!isKeeper) return null;
  return (
    <Action
      label={text.register}
      service="water"
      width={680}
      fields={meterFields(possibleMasters(others.data?.items ?? []))}
      initial={{
        digits: 6,
        place: "supply_point",
        installed_on: today(),
        is_verified: true,
        "verification.outcome": "verified",
        installation_value: "0",
      }}
      act={(values, key) =>
        take(
          water.POST("/v1/water-users/{user_id}/meters", {
            params: { path: { user_id: userId }, header: { "Idempotency-Key": key } },
            body: meterBody(values),
          }),
        )
      }
      done={text.registered}
    />
  );
}

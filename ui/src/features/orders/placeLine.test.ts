import { expect, it } from "vitest";
import { placeLine } from "./placeLine";

const place = (country: string, city: string, code: string, region = ""): string => placeLine({ country, city, postal_code: code, region }).text;

it("puts the postal code where the country has it", () => {
  expect(place("DE", "München", "80336", "BY")).toBe("80336 München");
  expect(place("GB", "Leeds", "LS1 4DY", "West Yorkshire")).toBe("Leeds LS1 4DY");
  expect(place("US", "Mesa", "85201", "AZ")).toBe("Mesa, AZ 85201");
  expect(place("US", "", "85201", "AZ")).toBe("AZ 85201");
  expect(place("", "Wien", "1010")).toBe("1010 Wien");
});

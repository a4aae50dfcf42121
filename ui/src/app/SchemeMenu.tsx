import { ActionIcon, type MantineColorScheme, Menu, Tooltip } from "@mantine/core";
import { Check, Monitor, Moon, Sun } from "lucide-react";
import { useColorScheme } from "./colorScheme";

/** The three looks there are, with their words. */
export const SCHEMES: { value: MantineColorScheme; label: string; icon: typeof Sun }[] = [
  { value: "auto", label: "As the system", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
];

/** Chooses between light, dark and what the system says. */
export function SchemeMenu() {
  const [colorScheme, setColorScheme] = useColorScheme();
  const Current = SCHEMES.find((scheme) => scheme.value === colorScheme)?.icon ?? Monitor;
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <Tooltip label="Appearance">
          <ActionIcon aria-label="Appearance">
            <Current size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={14} aria-hidden />}
            rightSection={value === colorScheme ? <Check size={14} aria-label="chosen" /> : null}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

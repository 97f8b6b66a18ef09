// On a narrow screen the ways through the portal stand in one line: show the one the reader is on.
document.querySelector(".portal-nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

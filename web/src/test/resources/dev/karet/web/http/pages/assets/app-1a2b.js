console.log("karet");

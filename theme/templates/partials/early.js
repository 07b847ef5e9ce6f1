(d=>{d.className="js";try{d.dataset.theme=localStorage.theme||""}catch{}})(document.documentElement)
